@NullMarked
package dev.tenantry.shared.network;

import org.jspecify.annotations.NullMarked;
