@NullMarked
package dev.tenantry.identity.settings;

import org.jspecify.annotations.NullMarked;
