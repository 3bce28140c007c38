@NullMarked
package dev.tenantry.identity.trail;

import org.jspecify.annotations.NullMarked;
