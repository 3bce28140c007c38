package dev.tenantry.welcome;

/** What somebody can sign in with. */
record SignIn(String email, String password) {}
