package dev.tenantry.identity.session;

/** Which of a person's sessions a sign-out ends. */
public enum SignOutScope {
    /** The current one. */
    LOCAL,
    /** All but the current one. */
    OTHERS,
    /** All. */
    GLOBAL
}
