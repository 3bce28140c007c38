package dev.tenantry.welcome.demo;

import org.springframework.context.ApplicationContext;

import dev.tenantry.identity.BootstrapAccounts;

/** Makes demo organizations for tests. */
public final class Demos {

    private Demos() {}

    /** A demo whose owner has this address. */
    public static Demo wanted(ApplicationContext context, String email) {
        return new Demo(context.getBean(BootstrapAccounts.class), context.getBean(DemoSeeder.class), true, email);
    }
}
