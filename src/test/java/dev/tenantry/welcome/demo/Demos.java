package dev.tenantry.welcome.demo;

import org.springframework.context.ApplicationContext;

import dev.tenantry.identity.StarterAccounts;

/** Makes demo organizations for tests. */
public final class Demos {

    private Demos() {}

    /** A demo whose owner has this address. */
    public static Demo wanted(ApplicationContext context, String email) {
        return new Demo(context.getBean(StarterAccounts.class), context.getBean(DemoSeeder.class), true, email);
    }
}
