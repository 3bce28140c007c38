package dev.tenantry.identity.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.EmailAddress;
import dev.tenantry.identity.account.NewAccounts;
import dev.tenantry.identity.account.NewIdentity;
import dev.tenantry.identity.account.NewUser;
import dev.tenantry.identity.account.PhoneNumber;
import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.PlatformErrors;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.Ids;

/** Makes and changes accounts in the name of the platform. */
@Service
class AccountAdministration {

    private final RolePool pool;
    private final Users users;
    private final NewAccounts accounts;
    private final AccountStore store;
    private final ChangeControl control;
    private final AccountSecrets secrets;

    AccountAdministration(RolePool authPool, Users users, NewAccounts accounts, AccountStore store,
            ChangeControl control,
            AccountSecrets secrets) {
        this.pool = authPool;
        this.users = users;
        this.accounts = accounts;
        this.store = store;
        this.control = control;
        this.secrets = secrets;
    }

    /** @throws AuthException 422 where somebody has the address or the number, or the password is weak */
    User create(AccountRequest request) {
        if (request.email() == null && request.phone() == null) {
            throw AuthException.malformed("Cannot create a user without either an email or phone");
        }
        var email = request.email() == null ? null : EmailAddress.parse(request.email());
        var phone = request.phone() == null ? null : PhoneNumber.parse(request.phone());
        refuseTaken(null, email, phone);
        var bannedUntil = control.bannedUntil(request.banDuration(), null);
        var account = account(request, email, phone, secrets.hash(request));
        try {
            return pool.inTransaction(() -> {
                var user = accounts.create(request.id() == null ? Ids.next() : request.id(), account);
                if (bannedUntil != null) {
                    store.suspend(user.id(), "banned", bannedUntil);
                }
                control.trail().changed(user.id(), "user.created", Map.of());
                return find(user.id());
            });
        } catch (DuplicateKeyException _) {
            // Somebody has come to have the address or the number; or has, or had, the id.
            refuseTaken(null, email, phone);
            throw AuthException.malformed("id is another account's");
        }
    }

    /** @throws AuthException 404, or 422 where somebody has the address or the number, or the password is weak */
    User update(UUID id, AccountRequest request) {
        var email = request.email() == null ? null : EmailAddress.parse(request.email());
        var phone = request.phone() == null ? null : PhoneNumber.parse(request.phone());
        var before = find(id);
        refuseTaken(id, email, phone);
        control.bannedUntil(request.banDuration(), before.bannedUntil());
        var hash = secrets.hash(request);
        var user = pool.inTransaction(() -> {
            if (!store.lock(id)) {
                throw PlatformErrors.userNotFound();
            }
            return change(find(id), request, email, phone, hash);
        });
        control.forget(id);
        return user;
    }

    private User change(User user, AccountRequest request, @Nullable String email, @Nullable String phone,
            @Nullable String hash) {
        var bannedUntil = control.bannedUntil(request.banDuration(), user.bannedUntil());
        var isBan = bannedUntil != null && !bannedUntil.equals(user.bannedUntil());
        control.check(user.id(), isBan);
        var app = AccountSecrets.merged(user.appMetadata(), request.appMetadata());
        if (email != null) {
            identify(user, "email", Map.of("email", email, "email_verified",
                    request.confirmsEmail() || email.equals(user.provenEmail())), app);
            store.showAddress(user.id(), email);
        }
        if (phone != null) {
            identify(user, "phone", Map.of("phone", phone, "phone_verified",
                    request.confirmsPhone() || phone.equals(user.phone()) && user.phoneConfirmedAt() != null), app);
        }
        store.update(user.id(), new AccountStore.Change(email == null ? user.email() : email,
                phone == null ? user.phone() : phone, Secret.of(hash), request.confirmsEmail(), request.confirmsPhone(),
                secrets.bounded(app), secrets.bounded(AccountSecrets.merged(user.userMetadata(),
                        request.userMetadata())),
                bannedUntil));
        var ended = hash != null || isBan ? store.endSessions(user.id()) : 0;
        control.trail()
                .changed(user.id(), "user.updated", Map.of("changed", named(request), "sessions_ended", ended));
        return find(user.id());
    }

    /** The provider is one of the account's from now on. */
    private void identify(User user, String provider, Map<String, Object> data, Map<String, Object> app) {
        if (store.updateIdentity(user.id(), provider, data)) {
            return;
        }
        users.addIdentity(user.id(), new NewIdentity(provider, null, data));
        var providers = new ArrayList<Object>();
        if (app.get("providers") instanceof List<?> known) {
            providers.addAll(known);
        }
        providers.add(provider);
        app.putIfAbsent("provider", provider);
        app.put("providers", providers);
    }

    private NewUser account(AccountRequest request, @Nullable String email, @Nullable String phone,
            @Nullable String hash) {
        var identities = new ArrayList<NewIdentity>();
        if (email != null) {
            identities.add(new NewIdentity("email", null,
                    Map.of("email", email, "email_verified", request.confirmsEmail(), "phone_verified", false)));
        }
        if (phone != null) {
            identities.add(new NewIdentity("phone", null,
                    Map.of("phone", phone, "phone_verified", request.confirmsPhone(), "email_verified", false)));
        }
        return new NewUser(email, request.confirmsEmail(), phone, request.confirmsPhone(), Secret.of(hash),
                secrets.bounded(AccountSecrets.merged(Map.of(), request.appMetadata())),
                secrets.bounded(AccountSecrets.merged(Map.of(), request.userMetadata())), false, false, identities);
    }

    private void refuseTaken(@Nullable UUID own, @Nullable String email, @Nullable String phone) {
        if (email != null && users.findByEmail(email).filter(user -> !user.id().equals(own)).isPresent()) {
            throw AuthException.emailExists();
        }
        if (phone != null && users.findByPhone(phone).filter(user -> !user.id().equals(own)).isPresent()) {
            throw AuthException.phoneExists();
        }
    }

    private User find(UUID id) {
        return users.find(id).orElseThrow(PlatformErrors::userNotFound);
    }

    /** Which members of the request said something. */
    private static TreeSet<String> named(AccountRequest request) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("email", request.email());
        values.put("phone", request.phone());
        values.put("password", request.password() == null ? request.passwordHash() : request.password());
        values.put("email_confirm", request.emailConfirm());
        values.put("phone_confirm", request.phoneConfirm());
        values.put("user_metadata", request.userMetadata());
        values.put("app_metadata", request.appMetadata());
        values.put("ban_duration", request.banDuration());
        values.values().removeIf(Objects::isNull);
        return new TreeSet<>(values.keySet());
    }
}
