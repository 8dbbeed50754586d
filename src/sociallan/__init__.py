"""Pre-screening of applications for Kommuninvest's Lån för Social Hållbarhet."""

__version__ = "0.1.0"
