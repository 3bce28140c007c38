/**
 * What people do about their own accounts: they sign up, sign in by password, change what they are known by, sign
 * out.
 */
@NullMarked
package dev.tenantry.identity.signin;

import org.jspecify.annotations.NullMarked;
