"""Pre-screening of applications for Kommuninvest's Lån för Social Hållbarhet."""
