package dev.tenantry.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Makes the administrator that the configuration names. The password of an account whose address is proven is left as it is;
 * one that is not may be a stranger's, and is made anew.
 */
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
        var account = accounts.find(email).orElseGet(() -> accounts.create(email, password(), "Super admin"));
        if (!accounts.isProven(account)) {
            accounts.reset(account, password());
            log.warn(
                    "somebody had signed up with the address that tenantry.super-admin.email names: the account is made anew");
        }
        accounts.grantSuperAdmin(account.userId());
        log.info("the account that tenantry.super-admin.email names is a super admin");
    }

    private String password() {
        var password = settings.password();
        if (password == null || password.isBlank()) {
            throw new IllegalStateException(
                    "TENANTRY_SUPER_ADMIN_EMAIL names an account that does not exist, or whose address nobody has proven; set TENANTRY_SUPER_ADMIN_PASSWORD to make it");
        }
        return password.value();
    }
}
