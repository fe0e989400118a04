# What every pod that the chart makes must be.
package main

pod := input.spec.template.spec if input.kind == "Deployment"

safe_sysctls := {
	"kernel.shm_rmid_forced",
	"net.ipv4.ip_local_port_range",
	"net.ipv4.tcp_syncookies",
	"net.ipv4.ping_group_range",
	"net.ipv4.ip_unprivileged_port_start",
	"net.ipv4.ip_local_reserved_ports",
	"net.ipv4.tcp_keepalive_time",
	"net.ipv4.tcp_fin_timeout",
	"net.ipv4.tcp_keepalive_intvl",
	"net.ipv4.tcp_keepalive_probes",
}

deny contains "a pod runs as root" if {
	pod
	not pod.securityContext.runAsNonRoot
}

deny contains "a pod has no seccomp profile" if {
	pod
	object.get(pod, ["securityContext", "seccompProfile", "type"], "") != "RuntimeDefault"
}

deny contains "a pod carries a token of the cluster" if {
	pod
	object.get(pod, "automountServiceAccountToken", true) != false
}

deny contains "a pod takes the variables of Services for settings" if {
	pod
	object.get(pod, "enableServiceLinks", true) != false
}

deny contains sprintf("%s shares the node's %s", [input.metadata.name, share]) if {
	some share in ["hostNetwork", "hostPID", "hostIPC"]
	pod[share]
}

deny contains sprintf("volume %s is of the node", [volume.name]) if {
	some volume in pod.volumes
	volume.hostPath
}

deny contains sprintf("sysctl %s is not among the safe ones", [sysctl.name]) if {
	some sysctl in pod.securityContext.sysctls
	not sysctl.name in safe_sysctls
}

deny contains sprintf("%s can write its root file system", [container.name]) if {
	some container in pod.containers
	not container.securityContext.readOnlyRootFilesystem
}

deny contains sprintf("%s may gain privileges", [container.name]) if {
	some container in pod.containers
	object.get(container, ["securityContext", "allowPrivilegeEscalation"], true) != false
}

deny contains sprintf("%s keeps capabilities", [container.name]) if {
	some container in pod.containers
	not "ALL" in object.get(container, ["securityContext", "capabilities", "drop"], [])
}

deny contains sprintf("%s has no fixed version", [container.image]) if {
	some container in pod.containers
	not regex.match(`^[^@]+(:[^:/@]+|@sha256:[0-9a-f]{64})$`, container.image)
}

deny contains sprintf("%s is the latest, whichever that is", [container.image]) if {
	some container in pod.containers
	endswith(container.image, ":latest")
}

deny contains sprintf("%s may take memory that it did not ask for", [container.name]) if {
	some container in pod.containers
	requested := object.get(container, ["resources", "requests", "memory"], "none")
	requested != object.get(container, ["resources", "limits", "memory"], "unbounded")
	container.name == "tidings"
}

deny contains sprintf("%s is throttled by a limit of CPU", [container.name]) if {
	some container in pod.containers
	container.resources.limits.cpu
}

deny contains sprintf("%s asks for no CPU", [container.name]) if {
	some container in pod.containers
	not container.resources.requests.cpu
}

# secrets

secret_name(name) if regex.match(`(SECRET|PASSWORD|TOKEN)$`, name)

deny contains sprintf("%s holds its value in the open", [variable.name]) if {
	some container in pod.containers
	some variable in container.env
	secret_name(variable.name)
	not variable.valueFrom.secretKeyRef
}

deny contains sprintf("%s holds a password in the open", [variable.name]) if {
	some container in pod.containers
	some variable in container.env
	regex.match(`://[^/\s]*@`, object.get(variable, "value", ""))
}

deny contains sprintf("%s has a secret in its arguments", [container.name]) if {
	some container in pod.containers
	some argument in array.concat(object.get(container, "command", []), object.get(container, "args", []))
	regex.match(`(?i)(secret|password|token|--?requirepass)`, argument)
}
