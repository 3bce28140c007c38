package dev.tenantry.identity.signin;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.AccountSettings;
import dev.tenantry.identity.account.AutoConfirm;
import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.UserChanges;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.flow.CodeChallenge;
import dev.tenantry.identity.link.AccountRequests;
import dev.tenantry.identity.link.EmailChanges;
import dev.tenantry.identity.link.LinkTarget;

/** Another address or number, which takes effect once whoever has it agrees. */
@Component
class AddressChange {

    private final Users users;
    private final UserChanges changes;
    private final EmailChanges emails;
    private final AccountRequests requests;
    private final AutoConfirm autoConfirm;
    private final AccountSettings settings;

    AddressChange(Users users, UserChanges changes, EmailChanges emails, AccountRequests requests,
            AutoConfirm autoConfirm, AccountSettings settings) {
        this.users = users;
        this.changes = changes;
        this.emails = emails;
        this.requests = requests;
        this.autoConfirm = autoConfirm;
        this.settings = settings;
    }

    /** @throws AuthException where somebody has the address or the number, or numbers are not to be had */
    void check(CredentialChange change) {
        if (change.email() != null && users.findByEmail(change.email()).isPresent()) {
            throw AuthException.emailExists();
        }
        if (change.phone() != null && !settings.phoneEnabled()) {
            throw AuthException.phoneDisabled();
        }
        if (change.phone() != null && users.findByPhone(change.phone()).isPresent()) {
            throw AuthException.phoneExists();
        }
    }

    LinkTarget target(UserUpdateRequest request, @Nullable String redirectTo) {
        return new LinkTarget(redirectTo, CodeChallenge.of(request.codeChallenge(), request.codeChallengeMethod()));
    }

    /** The account, which nobody else changes until the end of the transaction. */
    User lock(UUID id) {
        users.lock(id);
        return users.find(id).orElseThrow(AuthException::sessionNotFound);
    }

    /** In the transaction of the caller. */
    void change(User user, CredentialChange change, LinkTarget target) {
        if (change.email() != null) {
            // Somebody who has told no address yet signs up by telling one.
            if (user.email() == null && autoConfirm.isOn()) {
                changes.changeEmail(user.id(), change.email());
            } else {
                emails.propose(user, change.email(), target);
            }
        }
        if (change.phone() != null) {
            requests.changePhone(user, change.phone());
        }
    }

    void tell(UUID user, Map<String, Object> metadata) {
        changes.setMetadata(user, metadata);
    }
}
