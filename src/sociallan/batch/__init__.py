"""Many files: the loop over them, worker processes, time limits and the cluster."""
