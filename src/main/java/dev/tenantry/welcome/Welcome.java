package dev.tenantry.welcome;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.BootstrapAccounts;
import dev.tenantry.identity.BootstrapAccounts.BootstrapAccount;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.welcome.demo.Demo;

/** Greets whoever started the application, the first time with the sign-ins that the installation has made. */
@Component
class Welcome {

    private static final Logger log = LoggerFactory.getLogger(Welcome.class);

    private final Demo demo;
    private final FirstAdministrator administrator;
    private final BootstrapAccounts accounts;
    private final Console console;

    Welcome(Demo demo, FirstAdministrator administrator, BootstrapAccounts accounts, Console console) {
        this.demo = demo;
        this.administrator = administrator;
        this.accounts = accounts;
        this.console = console;
    }

    @EventListener(ApplicationReadyEvent.class)
    void on() {
        var owner = demo.prepare();
        Optional<BootstrapAccount> admin = console.isEmbedded() ? administrator.prepare() : Optional.empty();
        if (!console.isForPeople()) {
            remark(owner, admin);
        } else if (console.isEmbedded() || owner.isPresent()) {
            accounts.tell(Stream.concat(owner.stream(), admin.stream()).toList(),
                    passwords -> console.print(new WelcomeText(console.address(), console.dataFolder(),
                            signIn(owner, passwords), signIn(admin, passwords)).render()));
        }
    }

    /** What is not told now is told by a later start. */
    private static void remark(Optional<BootstrapAccount> owner, Optional<BootstrapAccount> admin) {
        Stream.concat(owner.stream(), admin.stream())
                .filter(account -> !account.isTold())
                .forEach(account -> log.info(
                        "the password of {} is told by the next start without TENANTRY_LOG_FORMAT, on its console",
                        account.email()));
    }

    private static @Nullable SignIn signIn(Optional<BootstrapAccount> account, Map<UUID, String> passwords) {
        return account.filter(one -> passwords.containsKey(one.userId()))
                .map(one -> new SignIn(one.email(), new Secret(passwords.getOrDefault(one.userId(), ""))))
                .orElse(null);
    }
}
