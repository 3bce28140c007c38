@NullMarked
package dev.tenantry.identity.user;

import org.jspecify.annotations.NullMarked;
