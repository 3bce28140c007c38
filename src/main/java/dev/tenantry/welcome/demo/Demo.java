package dev.tenantry.welcome.demo;

import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.BootstrapAccounts;
import dev.tenantry.identity.BootstrapAccounts.BootstrapAccount;
import dev.tenantry.shared.database.EmbeddedDatabase;
import dev.tenantry.shared.tenancy.TenantContext;

/** The demo organization, made by the first start and never again: what becomes of it afterwards is its owner's affair. */
@Component
@EnableConfigurationProperties(DemoSettings.class)
public class Demo {

    private static final Logger log = LoggerFactory.getLogger(Demo.class);
    private static final String EMAIL = "demo@tenantry.example";
    private static final String OWNER = "Dana Demo";
    private static final int ALL_EVENTS = Integer.MAX_VALUE;

    private final BootstrapAccounts accounts;
    private final DemoSeeder seeder;
    private final boolean wanted;
    private final String email;
    private final int events;

    @Autowired
    Demo(BootstrapAccounts accounts, DemoSeeder seeder, DemoSettings settings,
            ObjectProvider<EmbeddedDatabase> embedded) {
        this(accounts, seeder, settings.isWanted(embedded.getIfAvailable() != null), EMAIL, ALL_EVENTS);
    }

    Demo(BootstrapAccounts accounts, DemoSeeder seeder, boolean wanted, String email, int events) {
        this.accounts = accounts;
        this.seeder = seeder;
        this.wanted = wanted;
        this.email = email;
        this.events = events;
    }

    /**
     * Sees that the demo organization is there, whole. Nobody could sign in before the password was told, so until then
     * an organization that lacks what it should have was never filled.
     *
     * @return its owner; empty where no demo is wanted
     */
    public Optional<BootstrapAccount> prepare() {
        if (!wanted) {
            return Optional.empty();
        }
        var owner = accounts.prepare(email, OWNER);
        if (owner.isEmpty()) {
            log.warn("there is no demo organization: {} is the address of somebody who signed up", email);
        }
        owner.filter(account -> !account.isTold())
                .ifPresent(account -> new TenantContext(account.organizationId(), account.userId())
                        .run(() -> seeder.seed(events)));
        return owner;
    }
}
