package dev.tenantry.identity.federation;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.Action;
import dev.tenantry.identity.account.ActionTrail;
import dev.tenantry.identity.account.EmailAddress;
import dev.tenantry.identity.account.Identities;
import dev.tenantry.identity.account.IdentitySettings;
import dev.tenantry.identity.account.NewAccounts;
import dev.tenantry.identity.account.NewIdentity;
import dev.tenantry.identity.account.NewUser;
import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.ExternalErrors;
import dev.tenantry.tenancy.Memberships;

/**
 * Finds the account of somebody whom an identity provider vouches for, in the transaction of the caller: by what the
 * provider calls the person; else by the address, where both sides have verified it; else makes one. An address alone never
 * leads from an organization's provider to an account, nor back.
 */
@Component
public class ExternalAccounts {

    private final Users users;
    private final Identities identities;
    private final NewAccounts accounts;
    private final IdentitySettings settings;
    private final Memberships memberships;
    private final ActionTrail trail;

    ExternalAccounts(Users users, Identities identities, NewAccounts accounts, IdentitySettings settings,
            Memberships memberships, ActionTrail trail) {
        this.users = users;
        this.identities = identities;
        this.accounts = accounts;
        this.settings = settings;
        this.memberships = memberships;
        this.trail = trail;
    }

    /** @throws AuthException where the person is nobody's yet and may not become somebody's */
    public User resolve(ExternalProfile profile) {
        identities.lock(profile.provider(), profile.subject());
        var owner = identities.owner(profile.provider(), profile.subject()).orElse(null);
        if (owner != null) {
            identities.signedIn(profile.provider(), profile.subject(), profile.data());
            return users.find(owner).orElseThrow(AuthException::userBanned);
        }
        var email = address(profile);
        if (!profile.isEmailVerified()) {
            throw ExternalErrors.providerEmailUnverified(profile.provider());
        }
        identities.lock("email", email);
        var known = profile.isSso() ? null : users.findByEmail(email).orElse(null);
        return known == null ? create(profile, email) : join(known, profile);
    }

    /**
     * Adds the identity to an account that is signed in to.
     *
     * @return the account as it is then
     * @throws AuthException 422 {@code identity_already_exists}, 403 where the linker's session has ended
     */
    User link(Linker linker, ExternalProfile profile) {
        var user = linker.userId();
        users.lock(user, linker.sessionId());
        identities.lock(profile.provider(), profile.subject());
        if (identities.owner(profile.provider(), profile.subject()).isPresent()) {
            throw ExternalErrors.identityAlreadyExists();
        }
        add(user, profile);
        return users.find(user).orElseThrow(AuthException::userBanned);
    }

    private User join(User known, ExternalProfile profile) {
        if (known.emailConfirmedAt() == null) {
            if (known.isSomebodys()) {
                throw ExternalErrors.emailExists();
            }
            // Whoever wrote the address down never showed that it is theirs; now somebody has.
            identities.claim(known.id(), profile.data());
        }
        add(known.id(), profile);
        return users.find(known.id()).orElseThrow();
    }

    private User create(ExternalProfile profile, String email) {
        if (!settings.signUpEnabled() && !profile.isSso()) {
            throw AuthException.signUpDisabled();
        }
        return accounts.create(new NewUser(email, true, null, false, null, Map.of(), profile.data(), false,
                profile.isSso(), List.of(identity(profile))));
    }

    private void add(UUID user, ExternalProfile profile) {
        identities.add(user, identity(profile));
        memberships.of(user)
                .stream()
                .findFirst()
                .ifPresent(home -> trail.record(Action.of(home.organizationId(), user, null, "identity.linked",
                        user.toString(), Map.of("provider", profile.provider()))));
    }

    private static NewIdentity identity(ExternalProfile profile) {
        return new NewIdentity(profile.provider(), profile.subject(), profile.data());
    }

    private static String address(ExternalProfile profile) {
        var email = profile.email() == null ? null : EmailAddress.normal(profile.email());
        if (email == null) {
            throw ProviderFault.of(RefusalReason.ADDRESS_MISSING, "no address", ExternalErrors.providerWithoutEmail());
        }
        return email;
    }
}
