"""Problems in the forms that people, programs and code hosts read. Prints nothing itself."""
