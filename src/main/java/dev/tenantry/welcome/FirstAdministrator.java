package dev.tenantry.welcome;

import java.util.Optional;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.Accounts;
import dev.tenantry.identity.BootstrapAccounts;
import dev.tenantry.identity.BootstrapAccounts.BootstrapAccount;

/** The super admin of an installation with an embedded PostgreSQL whose configuration names none. */
@Component
class FirstAdministrator {

    private static final String EMAIL = "admin@tenantry.example";
    private static final String NAME = "Super admin";

    private final Accounts accounts;
    private final BootstrapAccounts starters;

    FirstAdministrator(Accounts accounts, BootstrapAccounts starters) {
        this.accounts = accounts;
        this.starters = starters;
    }

    /**
     * The grant is repeated until the password was told: until then, who was ended in between did not finish. After that
     * it is not: somebody may have taken it away.
     */
    Optional<BootstrapAccount> prepare() {
        var account = starters.find(EMAIL)
                .or(() -> accounts.haveSuperAdmin() ? Optional.empty() : starters.prepare(EMAIL, NAME));
        account.filter(admin -> !admin.isTold()).ifPresent(admin -> accounts.grantSuperAdmin(admin.userId()));
        return account;
    }
}
