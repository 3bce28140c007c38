package dev.tenantry.identity.federation.oidc;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.federation.ExternalAccounts;
import dev.tenantry.identity.federation.ExternalProfile;
import dev.tenantry.identity.federation.IdentityLinking;
import dev.tenantry.identity.federation.Linker;

/** Finds the account that a visit ends in, in the transaction of the caller. */
@Component
class AccountChoice {

    private final ExternalAccounts accounts;
    private final IdentityLinking linking;
    private final LinkOnRedemption links;
    private final Users users;

    AccountChoice(ExternalAccounts accounts, IdentityLinking linking, LinkOnRedemption links, Users users) {
        this.accounts = accounts;
        this.linking = linking;
        this.links = links;
        this.users = users;
    }

    User resolve(ExternalProfile profile) {
        return accounts.resolve(profile);
    }

    /** @param flow that the identity waits for; null where what asks is known to be the account holder's */
    User link(Linker linker, @Nullable UUID flow, ExternalProfile profile) {
        if (flow == null) {
            linking.link(linker, profile);
        } else {
            links.await(flow, linker, profile);
        }
        return users.find(linker.userId()).orElseThrow(AuthException::userBanned);
    }
}
