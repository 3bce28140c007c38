package dev.tenantry.identity.federation;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.session.ProviderTokens;
import dev.tenantry.identity.session.SignInMethod;

/**
 * What the protocols of identity providers differ in when a browser comes back from one.
 *
 * @param <A> what the browser brings
 * @param <R> the request of ours that it answers
 */
public interface SignInProtocol<A, R extends SignInProtocol.Request> {

    /** A request to a provider that was waiting for its answer. */
    interface Request {

        /** {@code keycloak}, or {@code sso:} and the id of an organization's provider. */
        String provider();

        /** Where the browser goes in the end. */
        String redirectTo();

        /** What ends in a code; null where it ends in a session. */
        @Nullable
        UUID flow();
    }

    /**
     * Whom a provider vouches for.
     *
     * @param tokens what the provider's own API is asked with
     * @param sso    the organization's provider that it was; null for any other
     */
    record Authenticated(
            ExternalProfile profile,
            SignInMethod method,
            @Nullable ProviderTokens tokens,
            @Nullable UUID sso) {}

    /** What an answer is said to be of whose request is not known. */
    String name();

    /** @throws AuthException where no request of this browser is answered */
    R requestOf(A answer);

    /**
     * Verifies the answer, and asks the provider where that takes it. Outside of transactions.
     *
     * @throws ProviderFault where the provider is not believed
     */
    Authenticated verify(R request, A answer);

    /**
     * Finds the person's account, in the transaction that lets the person in.
     *
     * @throws AuthException where the person may not come in
     */
    User account(R request, ExternalProfile profile);
}
