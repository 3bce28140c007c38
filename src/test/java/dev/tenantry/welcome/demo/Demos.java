package dev.tenantry.welcome.demo;

import org.springframework.context.ApplicationContext;

import dev.tenantry.identity.BootstrapAccounts;

/** Makes demo organizations for tests. */
public final class Demos {

    /** Enough of the scenario to tell whether it was told, and soon. */
    static final int FEW_EVENTS = 40;

    private Demos() {}

    /** The beginning of a demo, whose owner has this address. */
    public static Demo wanted(ApplicationContext context, String email) {
        return new Demo(context.getBean(BootstrapAccounts.class), context.getBean(DemoSeeder.class), true, email,
                FEW_EVENTS);
    }
}
