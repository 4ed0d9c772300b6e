"""The shipped networks: loading and batching. onnxruntime is used here and nowhere else."""
