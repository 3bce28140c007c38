package dev.tenantry.audit.retention;

import java.util.Locale;

/** How long entries matter. The database decides which an entry is of, and knows the same periods. */
enum RetentionClass {

    TRANSIENT(90), STANDARD(365), SECURITY(730), COMPLIANCE(2555);

    /** Ten years. */
    static final int LONGEST = 3650;

    private final int usual;

    RetentionClass(int usual) {
        this.usual = usual;
    }

    /** For how many days, where the organization says nothing else. */
    int usual() {
        return usual;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
