"""placeholder"""
def meet() -> int:
    return 0
