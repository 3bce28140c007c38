@NullMarked
package dev.tenantry.identity.factor;

import org.jspecify.annotations.NullMarked;
