package dev.tenantry.identity.federation.saml.protocol;

/** A message or a description of a provider that is not accepted. The text is for the operator, and says nothing secret. */
public final class SamlException extends RuntimeException {

    public SamlException(String text) {
        super(text, null, false, false);
    }

    /** What was refused; never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
