package dev.tenantry.identity.federation;

/** An identity provider did not answer, or not in a way that could be read. */
public final class ProviderUnreachableException extends RuntimeException {

    public ProviderUnreachableException() {
        super("the identity provider did not answer", null, false, false);
    }
}
