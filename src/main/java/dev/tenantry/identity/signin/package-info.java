@NullMarked
package dev.tenantry.identity.signin;

import org.jspecify.annotations.NullMarked;
