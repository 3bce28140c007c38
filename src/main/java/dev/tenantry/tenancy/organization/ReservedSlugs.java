package dev.tenantry.tenancy.organization;

import java.util.Set;

/** What no organization is called in addresses: it would be taken for something of the platform's. */
final class ReservedSlugs {

    private static final Set<String> ALL = Set.of("about", "abuse", "account", "accounts", "actuator", "admin",
            "administrator", "api", "app", "assets", "auth", "billing", "blog", "cdn", "dashboard", "demo", "dev",
            "docs", "download", "error", "errors", "files", "graphql", "health", "help", "home", "info", "invitation",
            "invitations", "join", "legal", "login", "logout", "mail", "marketplace", "me", "new", "null", "oauth",
            "official", "organization", "organizations", "owner", "password", "postmaster", "pricing", "privacy",
            "problems", "public", "realtime", "register", "root", "security", "settings", "sign-in", "sign-up",
            "signin", "signup", "sso", "static", "status", "storage", "support", "system", "team", "teams", "tenantry",
            "terms", "test", "undefined", "user", "users", "webhook", "webhooks", "webmaster", "welcome", "www");

    private ReservedSlugs() {}

    static boolean contain(String slug) {
        return ALL.contains(slug);
    }
}
