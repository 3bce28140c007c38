package dev.tenantry.identity.federation;

import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.ExternalErrors;
import dev.tenantry.identity.flow.FlowStates;
import dev.tenantry.identity.session.ProviderTokens;
import dev.tenantry.identity.session.SessionResponse;
import dev.tenantry.identity.session.Sessions;
import dev.tenantry.identity.session.SignInMethod;
import dev.tenantry.shared.database.RolePool;

/** Ends a visit to an identity provider: in a session, or in the code that whoever began it exchanges for one. */
@Service
public class FederatedSignIn {

    private final RolePool pool;
    private final Sessions sessions;
    private final FlowStates flows;
    private final Clock clock;

    FederatedSignIn(RolePool authPool, Sessions sessions, FlowStates flows, Clock clock) {
        this.pool = authPool;
        this.sessions = sessions;
        this.flows = flows;
        this.clock = clock;
    }

    /**
     * Where somebody goes who has come back.
     *
     * @param target   where the visit was to end
     * @param flow     that ends in a code; null for one that ends in a session
     * @param provider what the provider's own API is to be asked with
     * @param sso      the organization's provider that it was; null for any other
     */
    public record Arrival(String target, @Nullable UUID flow, SignInMethod method, @Nullable ProviderTokens provider,
            @Nullable UUID sso) {

        /** Without what is nobody's business in a log. */
        @Override
        public String toString() {
            return "Arrival[" + target + "]";
        }
    }

    /**
     * @param account finds the person's account, and does whatever else belongs to the same transaction
     * @throws AuthException where the person may not come in
     */
    public URI welcome(Arrival arrival, Supplier<User> account) {
        try {
            return pool.inTransaction(() -> admit(arrival, account.get())).get();
        } catch (DuplicateKeyException _) {
            throw ExternalErrors.emailExists();
        }
    }

    private Supplier<URI> admit(Arrival arrival, User user) {
        if (!sessions.mayBegin(user)) {
            throw AuthException.userBanned();
        }
        if (arrival.flow != null) {
            var code = flows.issueCode(arrival.flow, user.id(), arrival.provider);
            return () -> RedirectUris.withCode(arrival.target, code);
        }
        var tokens = sessions.begin(user, arrival.method, arrival.sso);
        return () -> RedirectUris.withSession(arrival.target,
                SessionResponse.of(tokens.get().with(arrival.provider), clock));
    }
}
