# What restricted-v2 admits: the namespace chooses users and groups, the pod names none.
package openshift

contexts contains context if {
	context := input.spec.template.spec.securityContext
}

contexts contains context if {
	some container in input.spec.template.spec.containers
	context := container.securityContext
}

deny contains sprintf("%s is named: %v", [field, context[field]]) if {
	some context in contexts
	some field in ["runAsUser", "runAsGroup", "fsGroup", "supplementalGroups", "seLinuxOptions"]
	context[field]
}

deny contains sprintf("%s is asked for", [capability]) if {
	some context in contexts
	some capability in object.get(context, ["capabilities", "add"], [])
	capability != "NET_BIND_SERVICE"
}

deny contains sprintf("volume %s is of a kind that restricted-v2 refuses", [volume.name]) if {
	some volume in input.spec.template.spec.volumes
	some kind, _ in object.remove(volume, ["name"])
	not kind in {"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"}
}
