package dev.tenantry.identity.federation;

import java.net.URI;
import java.time.Clock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.ExternalErrors;
import dev.tenantry.identity.federation.SignInProtocol.Authenticated;
import dev.tenantry.identity.flow.FlowStates;
import dev.tenantry.identity.flow.Redirects;
import dev.tenantry.identity.session.SessionResponse;
import dev.tenantry.identity.session.Sessions;
import dev.tenantry.shared.database.RolePool;

/**
 * Signs people in whom an identity provider vouches for, whatever protocol it speaks: in a session, or in the code that
 * whoever began exchanges for one. Whatever goes wrong, the browser ends at a page that can tell of it.
 */
@Service
public class FederatedSignIn {

    private final RolePool pool;
    private final Sessions sessions;
    private final FlowStates flows;
    private final Redirects redirects;
    private final Refusals refusals;
    private final Clock clock;

    FederatedSignIn(RolePool authPool, Sessions sessions, FlowStates flows, Redirects redirects, Refusals refusals,
            Clock clock) {
        this.pool = authPool;
        this.sessions = sessions;
        this.flows = flows;
        this.redirects = redirects;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** @return where the browser goes */
    public <A, R extends SignInProtocol.Request> URI finish(SignInProtocol<A, R> protocol, A answer) {
        @Nullable
        R request = null;
        try {
            request = protocol.requestOf(answer);
            return admit(protocol, request, protocol.verify(request, answer));
        } catch (AuthException | ProviderFault failure) {
            return request == null
                    ? RedirectUris.withError(redirects.resolve(null), refusals.refuse(protocol.name(), failure))
                    : RedirectUris.withError(request.redirectTo(), refusals.refuse(request.provider(), failure));
        }
    }

    /**
     * A step of a sign-in that no browser comes back from.
     *
     * @throws AuthException what the person is told where it is refused
     */
    public <T> T attempt(String provider, Supplier<T> step) {
        try {
            return step.get();
        } catch (AuthException | ProviderFault failure) {
            throw refusals.refuse(provider, failure);
        }
    }

    private <A, R extends SignInProtocol.Request> URI admit(SignInProtocol<A, R> protocol, R request,
            Authenticated person) {
        try {
            return pool.inTransaction(() -> admit(request, person, protocol.account(request, person.profile()))).get();
        } catch (DuplicateKeyException _) {
            throw ExternalErrors.emailExists();
        }
    }

    private Supplier<URI> admit(SignInProtocol.Request request, Authenticated person, User user) {
        if (!sessions.mayBegin(user)) {
            throw AuthException.userBanned();
        }
        var flow = request.flow();
        if (flow != null) {
            var code = flows.issueCode(flow, user.id(), person.tokens());
            return () -> RedirectUris.withCode(request.redirectTo(), code);
        }
        var tokens = sessions.begin(user, person.method(), person.sso());
        return () -> RedirectUris.withSession(request.redirectTo(),
                SessionResponse.of(tokens.get().with(person.tokens()), clock));
    }
}
