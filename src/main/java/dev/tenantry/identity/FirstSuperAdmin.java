package dev.tenantry.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Makes the administrator that the configuration names. The password of an account that exists is left as it is. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@EnableConfigurationProperties(SuperAdminSettings.class)
class FirstSuperAdmin implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstSuperAdmin.class);

    private final Accounts accounts;
    private final SuperAdminSettings settings;

    FirstSuperAdmin(Accounts accounts, SuperAdminSettings settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var email = settings.email();
        if (email == null || email.isBlank()) {
            return;
        }
        var account = accounts.find(email).orElseGet(() -> create(email));
        accounts.grantSuperAdmin(account.userId());
        log.info("the account that tenantry.super-admin.email names is a super admin");
    }

    private Accounts.Account create(String email) {
        var password = settings.password();
        if (password == null || password.isBlank()) {
            throw new IllegalStateException(
                    "TENANTRY_SUPER_ADMIN_EMAIL names an account that does not exist; set TENANTRY_SUPER_ADMIN_PASSWORD to make it");
        }
        return accounts.create(email, password, "Super admin");
    }
}
