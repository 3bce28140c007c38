package dev.tenantry.welcome;

/** What somebody can sign in with. */
record SignIn(String email, String password) {

    @Override
    public String toString() {
        return "SignIn[" + email + "]";
    }
}
