package dev.tenantry.welcome;

import dev.tenantry.shared.crypto.Secret;

/** What somebody can sign in with. */
record SignIn(String email, Secret password) {}
