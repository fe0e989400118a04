# What restricted-v2 would refuse is refused here.
package openshift

plain := parse_config_file("../openshift/deployment.yaml")

changed(path, value) := json.patch(plain, [{"op": "add", "path": path, "value": value}])

test_the_rendered_pod_is_admitted if {
	said := deny with input as plain
	count(said) == 0
}

test_a_fixed_user_is_refused if {
	said := deny with input as changed("/spec/template/spec/containers/0/securityContext/runAsUser", 10001)
	said == {"runAsUser is named: 10001"}
}

test_a_fixed_group_of_the_pod_is_refused if {
	said := deny with input as changed("/spec/template/spec/securityContext/fsGroup", 10001)
	said == {"fsGroup is named: 10001"}
}

test_a_capability_is_refused if {
	said := deny with input as changed("/spec/template/spec/containers/0/securityContext/capabilities/add", ["SYS_ADMIN"])
	said == {"SYS_ADMIN is asked for"}
}

test_a_volume_of_the_node_is_refused if {
	said := deny with input as changed("/spec/template/spec/volumes/-", {"name": "logs", "hostPath": {"path": "/var/log"}})
	said == {"volume logs is of a kind that restricted-v2 refuses"}
}
