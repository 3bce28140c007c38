@NullMarked
package dev.tenantry.identity.token;

import org.jspecify.annotations.NullMarked;
