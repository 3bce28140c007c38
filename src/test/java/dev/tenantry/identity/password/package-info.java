@NullMarked
package dev.tenantry.identity.password;

import org.jspecify.annotations.NullMarked;
