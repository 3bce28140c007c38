@NullMarked
package dev.tenantry.documents;

import org.jspecify.annotations.NullMarked;
