package io.tidings.core.port;

/**
 * Something around a pod that should be otherwise, in words for operators.
 *
 * @param what the setting, and whose
 * @param found its value
 * @param wanted what it should be
 * @param mend what follows from it as it is, and how to set it right
 */
public record Finding(Severity severity, String what, String found, String wanted, String mend) {
    /** How bad it is. */
    public enum Severity {
        /** What Tidings promises cannot be kept as things are. */
        BREAKS_A_PROMISE,
        /** All is well until something else fails, or becomes much. */
        RISK
    }

    /** Whether the other says the same; what was found may be another figure by now. */
    public boolean isSameAs(Finding other) {
        return severity == other.severity && what.equals(other.what) && wanted.equals(other.wanted);
    }

    /** One sentence. */
    @Override
    public String toString() {
        return what + " is " + found + ", and should be " + wanted + ": " + mend;
    }
}
