@NullMarked
package dev.tenantry.identity.key;

import org.jspecify.annotations.NullMarked;
