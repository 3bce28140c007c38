package dev.tenantry.identity.federation;

import java.util.function.Function;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.ExternalErrors;

/**
 * What a provider, or somebody in its name, did wrong. Inside of {@link FederatedSignIn} alone: there it becomes what the
 * person is told, which says less.
 */
public final class ProviderFault extends RuntimeException {

    private final RefusalReason reason;
    private final String detail;
    private final transient Function<String, AuthException> told;

    private ProviderFault(RefusalReason reason, String detail, Function<String, AuthException> told) {
        super(reason.code() + ": " + detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
        this.told = told;
    }

    /** @param detail for whoever looks after the provider: nothing secret, and nothing of the person */
    public static ProviderFault of(RefusalReason reason, String detail, AuthException told) {
        return new ProviderFault(reason, detail, _ -> told);
    }

    public static ProviderFault unreachable(String detail) {
        return new ProviderFault(RefusalReason.UNREACHABLE, detail, ExternalErrors::providerUnreachable);
    }

    public static ProviderFault notDescribed(String detail) {
        return new ProviderFault(RefusalReason.NOT_DESCRIBED, detail, ExternalErrors::providerUnreachable);
    }

    public static ProviderFault unreadableProfile(String detail) {
        return new ProviderFault(RefusalReason.PROFILE_UNREADABLE, detail, ExternalErrors::providerUnreachable);
    }

    public static ProviderFault notExchanged(String detail) {
        return new ProviderFault(RefusalReason.CODE_NOT_EXCHANGED, detail, ExternalErrors::exchangeFailed);
    }

    public static ProviderFault badIdToken(RefusalReason reason, String detail) {
        return new ProviderFault(reason, detail, ExternalErrors::badIdToken);
    }

    /** Whether it is the ID token that is wrong. */
    public boolean isOfIdToken() {
        return reason.name().startsWith("ID_TOKEN");
    }

    /** The same, where the person is told something else. */
    public ProviderFault toldAs(AuthException other) {
        return of(reason, detail, other);
    }

    RefusalReason reason() {
        return reason;
    }

    String detail() {
        return detail;
    }

    AuthException told(String provider) {
        return told.apply(provider);
    }
}
