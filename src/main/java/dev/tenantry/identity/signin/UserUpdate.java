package dev.tenantry.identity.signin;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.Action;
import dev.tenantry.identity.account.ActionTrail;
import dev.tenantry.identity.account.MetadataRules;
import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;

/** What people change of their own accounts. */
@Service
class UserUpdate {

    private final RolePool pool;
    private final Users users;
    private final PasswordChange passwords;
    private final AddressChange addresses;
    private final MetadataRules metadata;
    private final ActionTrail trail;

    UserUpdate(RolePool authPool, Users users, PasswordChange passwords, AddressChange addresses,
            MetadataRules metadata, ActionTrail trail) {
        this.pool = authPool;
        this.users = users;
        this.passwords = passwords;
        this.addresses = addresses;
        this.metadata = metadata;
        this.trail = trail;
    }

    /** @return the account as it is then */
    User update(Caller caller, UserUpdateRequest request, @Nullable String redirectTo) {
        var user = users.find(caller.userId()).orElseThrow(AuthException::sessionNotFound);
        var change = CredentialChange.of(request, user);
        change.check(user, caller.assurance().isStepUpDue());
        addresses.check(change);
        var target = addresses.target(request, redirectTo);
        var hash = change.password() == null
                ? null
                : passwords.prepare(caller, user, change.password().value(), request);
        try {
            return pool.inTransaction(() -> {
                var locked = addresses.lock(user.id());
                if (hash != null) {
                    passwords.change(caller, locked, hash);
                }
                addresses.change(locked, change, target);
                if (request.data() != null) {
                    addresses.tell(locked.id(), metadata.merge(locked.userMetadata(), request.data()));
                }
                trail.record(Action.of(caller.organizationId(), caller.userId(), caller.sessionId(), "user.updated",
                        caller.userId().toString(), changed(change, request)));
                return users.find(user.id()).orElseThrow();
            });
        } catch (DuplicateKeyException _) {
            throw change.email() == null ? AuthException.phoneExists() : AuthException.emailExists();
        } finally {
            passwords.settled(caller, hash);
        }
    }

    /** Which, not what: an address is not for everybody who reads the audit log. */
    private static Map<String, Object> changed(CredentialChange change, UserUpdateRequest request) {
        var changed = new LinkedHashMap<String, Object>();
        changed.put("email", change.email() != null);
        changed.put("phone", change.phone() != null);
        changed.put("password", change.password() != null);
        changed.put("data", request.data() != null);
        changed.values().removeIf(Boolean.FALSE::equals);
        return changed;
    }
}
