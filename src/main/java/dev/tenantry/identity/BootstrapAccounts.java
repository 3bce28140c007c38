package dev.tenantry.identity;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import org.springframework.stereotype.Service;

import dev.tenantry.identity.account.User;
import dev.tenantry.identity.account.Users;
import dev.tenantry.identity.password.Passwords;
import dev.tenantry.identity.signin.SignUp;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.mail.EmailAddress;

/**
 * Accounts that an installation makes by itself, for whoever sets it up to sign in with. They begin without a password;
 * one is made when it is told, which is done once.
 */
@Service
public class BootstrapAccounts {

    private static final String MARK = "starter";
    /** Without what looks alike. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 5;

    private final SecureRandom random = new SecureRandom();
    private final RolePool pool;
    private final SignUp signUp;
    private final Users users;
    private final Passwords passwords;
    private final Accounts accounts;

    BootstrapAccounts(RolePool authPool, SignUp signUp, Users users, Passwords passwords, Accounts accounts) {
        this.pool = authPool;
        this.signUp = signUp;
        this.users = users;
        this.passwords = passwords;
        this.accounts = accounts;
    }

    /**
     * Such an account.
     *
     * @param organizationId the personal organization
     * @param isTold         whether its password was told
     */
    public record BootstrapAccount(UUID userId, String email, UUID organizationId, boolean isTold) {}

    private record Fresh(UUID userId, Secret password, Secret hash) {}

    /** Empty where nobody has the address, or somebody who signed up. */
    public Optional<BootstrapAccount> find(String email) {
        return users.findByEmail(EmailAddress.canonical(email)).filter(BootstrapAccounts::isStarter).map(this::starter);
    }

    /** The account of this address, made where there is none. Empty where it is of somebody who signed up. */
    public Optional<BootstrapAccount> prepare(String email, String name) {
        return pool.inTransaction(() -> {
            pool.jdbc()
                    .sql("select pg_advisory_xact_lock(hashtextextended('identity.starter', 0))")
                    .query((_, _) -> true)
                    .single();
            if (users.findByEmail(EmailAddress.canonical(email)).isEmpty()) {
                signUp.createWithoutPassword(email, name, Map.of(MARK, true));
            }
            return find(email);
        });
    }

    /**
     * Makes the passwords of those accounts that have none, and tells them. The teller is called once, whether there is
     * something to tell or not; where it fails or the process ends, nothing has been told and the next call makes others.
     *
     * @param teller takes the new passwords by user
     */
    public void tell(Collection<BootstrapAccount> accounts, Consumer<Map<UUID, String>> teller) {
        var fresh = accounts.stream().filter(account -> !account.isTold).map(this::fresh).toList();
        pool.inTransaction(() -> {
            var told = new LinkedHashMap<UUID, String>();
            fresh.stream()
                    .filter(one -> users.setFirstPassword(one.userId, one.hash.value()))
                    .forEach(one -> told.put(one.userId, one.password.value()));
            teller.accept(told);
        });
    }

    private BootstrapAccount starter(User user) {
        var account = accounts.account(user);
        return new BootstrapAccount(account.userId(), account.email(), account.organizationId(),
                user.passwordHash() != null);
    }

    private Fresh fresh(BootstrapAccount account) {
        var password = password();
        return new Fresh(account.userId, new Secret(password), new Secret(passwords.hash(password)));
    }

    private static boolean isStarter(User user) {
        return Boolean.TRUE.equals(user.appMetadata().get(MARK));
    }

    private String password() {
        var password = new StringBuilder();
        for (var index = 0; index < GROUPS * GROUP_LENGTH; index++) {
            if (index > 0 && index % GROUP_LENGTH == 0) {
                password.append('-');
            }
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
