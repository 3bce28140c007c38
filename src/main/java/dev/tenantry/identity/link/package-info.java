/** Links and codes by e-mail and SMS: they confirm an address, sign in, or let a password be set. */
@NullMarked
package dev.tenantry.identity.link;

import org.jspecify.annotations.NullMarked;
