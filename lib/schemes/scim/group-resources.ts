import type { ScimDirectory, ScimGroup } from '../../directory/index';
import { GROUP_SCHEMA } from '../../scim/discovery';
import { parseFilter } from '../../scim/filter';
import { patchGroup, readGroup } from '../../scim/group';
import { GROUP_ATTRIBUTES } from '../../scim/group-attributes';
import { readPatch } from '../../scim/patch';
import { type Resource, wants } from '../../scim/projection';
import type { ScimRequest } from '../../scim/scim-request';
import { given, listAnswer, metaOf, type Resources, resourceAnswer } from './scim-resources';

/** Returns the resources of `/Groups`. */
export function groupResources(directory: ScimDirectory, base: string): Resources {
  const resourceOf = (group: ScimGroup) => groupResource(group, base);
  return {
    async list(request) {
      const { filter, startIndex, count } = request;
      const { total, items } = await directory.listGroups({
        filter: filter === undefined ? undefined : parseFilter(filter, GROUP_ATTRIBUTES),
        startIndex,
        count,
        withMembers: wantsMembers(request),
      });
      return listAnswer(items.map(resourceOf), total, request);
    },
    async create(request, body) {
      const group = await directory.addGroup(readGroup(body), wantsMembers(request));
      return resourceAnswer(resourceOf(group), request, 201);
    },
    async find(request, id) {
      const group = await directory.findGroup(id, wantsMembers(request));
      return resourceAnswer(resourceOf(group), request);
    },
    async replace(request, id, body) {
      const group = await directory.changeGroup(id, readGroup(body), wantsMembers(request));
      return resourceAnswer(resourceOf(group), request);
    },
    async patch(_request, id, body) {
      await directory.changeGroup(id, patchGroup(readPatch(body)), false);
      // Without the members, of which there may be many: Microsoft Entra expects it.
      return { status: 204 };
    },
    async remove(id) {
      await directory.removeGroup(id);
      return { status: 204 };
    },
  };
}

function wantsMembers({ projection }: ScimRequest): boolean {
  return wants(projection, 'members');
}

function groupResource(group: ScimGroup, base: string): Resource {
  const { id, displayName, externalId, members } = group;
  return given({
    schemas: [GROUP_SCHEMA],
    id,
    externalId,
    displayName,
    members,
    meta: metaOf({ ...group, resourceType: 'Group', location: `${base}/Groups/${id}` }),
  });
}
