@NullMarked
package dev.tenantry.integrations.google;

import org.jspecify.annotations.NullMarked;
