/** Why deals are lost: the organization's list. */
@NullMarked
package dev.tenantry.crm.lostreason;

import org.jspecify.annotations.NullMarked;
