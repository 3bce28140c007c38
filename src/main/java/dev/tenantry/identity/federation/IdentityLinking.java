package dev.tenantry.identity.federation;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.User;
import dev.tenantry.shared.access.CredentialGuard;

/** Adds identities to accounts that are signed in to: the one way to do so, however long ago it was asked for. */
@Component
public class IdentityLinking {

    private final ExternalAccounts accounts;
    private final CredentialGuard credentials;

    IdentityLinking(ExternalAccounts accounts, CredentialGuard credentials) {
        this.accounts = accounts;
        this.credentials = credentials;
    }

    /**
     * In the transaction of the caller.
     *
     * @return the account as it is then
     * @throws dev.tenantry.identity.error.AuthException 422 {@code identity_already_exists}, 403 where the linker's session has ended
     * @throws dev.tenantry.shared.problem.ProblemException 403 where the linker's session proves too little by now
     */
    public User link(Linker linker, ExternalProfile profile) {
        credentials.check(linker.userId(), linker.sessionId());
        return accounts.link(linker, profile);
    }
}
