@NullMarked
package dev.tenantry.identity.device;

import org.jspecify.annotations.NullMarked;
