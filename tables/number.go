package tables

// A Number is an exact decimal: Coef × 10^-Scale. 61,6 is {616, 1}; 3,0 is {30, 1}.
type Number struct {
	Coef  int64
	Scale int // 0 to 9
}
