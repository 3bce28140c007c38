@NullMarked
package dev.tenantry.identity.access;

import org.jspecify.annotations.NullMarked;
