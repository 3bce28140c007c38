/** Passwords: the rules for new ones, and hashing that many sign-ins at once cannot choke. */
@NullMarked
package dev.tenantry.identity.password;

import org.jspecify.annotations.NullMarked;
