/**
 * What NetObserv's own configuration of its page declares: ids and what behaviour hangs on, without the texts.
 *
 * The sample configuration of the console plugin, and what the operator adds for TLS.
 */

/** A line each: id, group, field, fields, calculation, filter, shown by default, width, feature. */
export const NETOBSERV_COLUMNS = `
StartTime |  | TimeFlowStartMs |  |  |  |  | 15 |
EndTime |  | TimeFlowEndMs |  |  |  | default | 15 |
RecordType |  | _RecordType |  |  | type | default | 15 |
_HashId |  | _HashId |  |  | id | default | 15 |
ClusterName |  | K8S_ClusterName |  |  | cluster_name |  | 15 | multiCluster
SrcK8S_Name | Source | SrcK8S_Name |  | kubeObject(SrcK8S_Type,SrcK8S_Namespace,SrcK8S_Name,0) | src_name | default | 15 |
SrcK8S_Type | Source | SrcK8S_Type |  |  | src_kind |  | 10 |
SrcK8S_OwnerName | Source | SrcK8S_OwnerName |  | kubeObject(SrcK8S_OwnerType,SrcK8S_Namespace,SrcK8S_OwnerName,0) | src_owner_name |  | 15 |
SrcK8S_OwnerType | Source | SrcK8S_OwnerType |  |  | src_kind |  | 10 |
SrcK8S_Namespace | Source | SrcK8S_Namespace |  | kubeObject('Namespace','',SrcK8S_Namespace,0) | src_namespace | default | 15 |
SrcAddr | Source | SrcAddr |  |  | src_address |  | 10 |
SrcPort | Source | SrcPort |  |  | src_port | default | 10 |
SrcMac | Source | SrcMac |  |  | src_mac |  | 10 |
SrcK8S_HostIP | Source | SrcK8S_HostIP |  |  | src_host_address |  | 10 |
SrcK8S_HostName | Source | SrcK8S_HostName |  | kubeObject('Node','',SrcK8S_HostName,0) | src_host_name |  | 15 |
SrcK8S_Object | Source |  |  | kubeObject(SrcK8S_Type,SrcK8S_Namespace,SrcK8S_Name,1) or concat(SrcAddr,':',SrcPort) |  |  | 15 |
SrcK8S_OwnerObject | Source |  |  | kubeObject(SrcK8S_OwnerType,SrcK8S_Namespace,SrcK8S_OwnerName,1) |  |  | 15 |
SrcAddrPort | Source |  |  | concat(SrcAddr,':',SrcPort) |  |  | 15 |
SrcZone | Source | SrcK8S_Zone |  |  | src_zone |  | 15 | zones
SrcSubnetLabel | Source | SrcSubnetLabel |  |  | src_subnet_label |  | 10 | subnetLabels
SrcNetworkName | Source | SrcK8S_NetworkName |  |  | src_network | default | 15 | multiNetworks
DstK8S_Name | Destination | DstK8S_Name |  | kubeObject(DstK8S_Type,DstK8S_Namespace,DstK8S_Name,0) | dst_name | default | 15 |
DstK8S_Type | Destination | DstK8S_Type |  |  | dst_kind |  | 10 |
DstK8S_OwnerName | Destination | DstK8S_OwnerName |  | kubeObject(DstK8S_OwnerType,DstK8S_Namespace,DstK8S_OwnerName,0) | dst_owner_name |  | 15 |
DstK8S_OwnerType | Destination | DstK8S_OwnerType |  |  | dst_kind |  | 10 |
DstK8S_Namespace | Destination | DstK8S_Namespace |  | kubeObject('Namespace','',DstK8S_Namespace,0) | dst_namespace | default | 15 |
DstAddr | Destination | DstAddr |  |  | dst_address |  | 10 |
DstPort | Destination | DstPort |  |  | dst_port | default | 10 |
DstMac | Destination | DstMac |  |  | dst_mac |  | 10 |
DstK8S_HostIP | Destination | DstK8S_HostIP |  |  | dst_host_address |  | 10 |
DstK8S_HostName | Destination | DstK8S_HostName |  | kubeObject('Node','',DstK8S_HostName,0) | dst_host_name |  | 15 |
DstK8S_Object | Destination |  |  | kubeObject(DstK8S_Type,DstK8S_Namespace,DstK8S_Name,1) or concat(DstAddr,':',DstPort) |  |  | 15 |
DstK8S_OwnerObject | Destination |  |  | kubeObject(DstK8S_OwnerType,DstK8S_Namespace,DstK8S_OwnerName,1) |  |  | 15 |
DstAddrPort | Destination |  |  | concat(DstAddr,':',DstPort) |  |  | 15 |
DstZone | Destination | DstK8S_Zone |  |  | dst_zone |  | 15 | zones
DstSubnetLabel | Destination | DstSubnetLabel |  |  | dst_subnet_label |  | 10 | subnetLabels
DstNetworkName | Destination | DstK8S_NetworkName |  |  | dst_network | default | 15 | multiNetworks
K8S_Name |  |  |  | [SrcK8S_Name,DstK8S_Name] | name |  | 15 |
K8S_Type |  |  |  | [SrcK8S_Type,DstK8S_Type] | kind |  | 10 |
K8S_OwnerName |  |  |  | [SrcK8S_OwnerName,DstK8S_OwnerName] | owner_name |  | 15 |
K8S_OwnerType |  |  |  | [SrcK8S_OwnerType,DstK8S_OwnerType] | kind |  | 10 |
K8S_Namespace |  |  |  | [SrcK8S_Namespace,DstK8S_Namespace] | namespace |  | 15 |
Addr |  |  |  | [SrcAddr,DstAddr] | address |  | 10 |
Port |  |  |  | [SrcPort,DstPort] | port |  | 10 |
Mac |  |  |  | [SrcMac,DstMac] | mac |  | 10 |
K8S_HostIP |  |  |  | [SrcK8S_HostIP,DstK8S_HostIP] | host_address |  | 10 |
Sampling |  | Sampling |  |  |  |  | 10 |
K8S_HostName |  |  |  | [SrcK8S_HostName,DstK8S_HostName] | host_name |  | 15 |
K8S_Object |  |  |  | [column.SrcK8S_Object,column.DstK8S_Object] | resource |  | 15 |
K8S_OwnerObject |  |  |  | [column.SrcK8S_OwnerObject,column.DstK8S_OwnerObject] | resource |  | 15 |
K8S_FlowLayer |  | K8S_FlowLayer |  |  | flow_layer |  | 15 |
AddrPort |  |  |  | [column.SrcAddrPort,column.DstAddrPort] |  |  | 15 |
Proto | L3 Layer | Proto |  |  | protocol | default | 10 |
Dscp | L3 Layer | Dscp |  |  | dscp | default | 10 |
IcmpType | ICMP | IcmpType |  |  | icmp_type |  | 10 |
IcmpCode | ICMP | IcmpCode |  |  | icmp_code |  | 10 |
TCPFlags |  | Flags |  |  | tcp_flags |  | 10 |
FlowDirection |  | FlowDirection |  |  | node_direction |  | 10 |
Interfaces |  | Interfaces |  |  | interfaces |  | 10 |
IfDirections |  | IfDirections |  |  | ifdirections |  | 10 |
Udns |  | Udns |  |  | udns |  | 15 | udnMapping
FlowDirInts |  | Interfaces |  |  |  |  | 15 |
Bytes |  | Bytes | Bytes,PktDropBytes |  |  | default | 5 |
Packets |  | Packets | Packets,PktDropPackets |  |  | default | 5 |
FlowDuration |  |  |  | substract(TimeFlowEndMs,TimeFlowStartMs) |  |  | 5 |
CollectionTime |  | TimeReceived |  | multiply(TimeReceived,1000) |  |  | 15 |
CollectionLatency |  |  |  | substract(column.CollectionTime,TimeFlowEndMs) |  |  | 5 |
PktDropBytes |  | PktDropBytes |  |  |  |  | 5 | pktDrop
PktDropPackets |  | PktDropPackets |  |  |  |  | 5 | pktDrop
PktDropLatestState |  | PktDropLatestState |  |  | pkt_drop_state |  | 10 | pktDrop
PktDropLatestDropCause |  | PktDropLatestDropCause |  |  | pkt_drop_cause |  | 10 | pktDrop
PktDropLatestFlags |  | PktDropLatestFlags |  |  |  |  | 10 | pktDrop
DNSId | DNS | DnsId |  |  | dns_id |  | 5 | dnsTracking
DNSName | DNS | DnsName |  |  | dns_name |  | 15 | dnsTracking
DNSLatency | DNS | DnsLatencyMs |  |  | dns_latency | default | 5 | dnsTracking
DNSResponseCode | DNS | DnsFlagsResponseCode |  |  | dns_flag_response_code | default | 5 | dnsTracking
DNSErrNo | DNS | DnsErrno |  |  | dns_errno |  | 5 | dnsTracking
TimeFlowRttMs |  | TimeFlowRttNs |  |  | time_flow_rtt | default | 5 | flowRTT
NetworkEvents |  | NetworkEvents |  |  | network_events | default | 15 | networkEvents
XlatZoneId | Xlat | ZoneId |  |  | xlat_zone_id | default | 5 | packetTranslation
XlatSrcAddr | Xlat | XlatSrcAddr |  |  | xlat_src_address |  | 10 | packetTranslation
XlatSrcPort | Xlat | XlatSrcPort |  |  | xlat_src_port |  | 10 | packetTranslation
XlatSrcK8S_Object | Xlat |  |  | kubeObject(XlatSrcK8S_Type,XlatSrcK8S_Namespace,XlatSrcK8S_Name,1) or concat(XlatSrcAddr,':',XlatSrcPort) |  | default | 15 | packetTranslation
XlatDstAddr | Xlat | XlatDstAddr |  |  | xlat_dst_address |  | 10 | packetTranslation
XlatDstPort | Xlat | XlatDstPort |  |  | xlat_dst_port |  | 10 | packetTranslation
XlatDstK8S_Object | Xlat |  |  | kubeObject(XlatDstK8S_Type,XlatDstK8S_Namespace,XlatDstK8S_Name,1) or concat(XlatDstAddr,':',XlatDstPort) |  | default | 15 | packetTranslation
XlatK8S_Object | Xlat |  |  | [column.XlatSrcK8S_Object,column.XlatDstK8S_Object] |  |  | 15 | packetTranslation
IPSecStatus |  | IPSecStatus |  |  | ipsec_status | default | 10 | ipsec
TLSVersion | Protocol Info | TLSVersion |  |  | tls_version | default | 10 | tlsTracking
TLSCipherSuite | Protocol Info | TLSCipherSuite |  |  | tls_cipher_suite |  | 15 | tlsTracking
TLSCurve | Protocol Info | TLSCurve |  |  | tls_curve |  | 10 | tlsTracking
TLSTypes | Protocol Info | TLSTypes |  |  | tls_types |  | 15 | tlsTracking`;

/** A line each: id, component, category, whether completion adds quotes, feature. */
export const NETOBSERV_FILTERS = `
cluster_name | autocomplete |  |  | multiCluster
namespace | autocomplete | endpoint | quotes |
src_namespace | autocomplete | source | quotes |
dst_namespace | autocomplete | destination | quotes |
name | text | endpoint |  |
src_name | text | source |  |
dst_name | text | destination |  |
kind | autocomplete | endpoint | quotes |
src_kind | autocomplete | source | quotes |
dst_kind | autocomplete | destination | quotes |
owner_name | text | endpoint |  |
src_owner_name | text | source |  |
dst_owner_name | text | destination |  |
zone | autocomplete | endpoint |  | zones
src_zone | autocomplete | source |  | zones
dst_zone | autocomplete | destination |  | zones
subnet_label | autocomplete | endpoint |  | subnetLabels
src_subnet_label | autocomplete | source |  | subnetLabels
dst_subnet_label | autocomplete | destination |  | subnetLabels
resource | autocomplete | endpoint |  |
src_resource | autocomplete | source |  |
dst_resource | autocomplete | destination |  |
address | text | endpoint |  |
src_address | text | source |  |
dst_address | text | destination |  |
port | autocomplete | endpoint |  |
src_port | autocomplete | source |  |
dst_port | autocomplete | destination |  |
mac | text | endpoint |  |
src_mac | text | source |  |
dst_mac | text | destination |  |
host_address | text | endpoint |  |
src_host_address | text | source |  |
dst_host_address | text | destination |  |
host_name | text | endpoint |  |
src_host_name | text | source |  |
dst_host_name | text | destination |  |
network | text | endpoint |  | multiNetworks
src_network | text | source |  | multiNetworks
dst_network | text | destination |  | multiNetworks
protocol | autocomplete |  |  |
dscp | autocomplete |  |  |
icmp_type | number |  |  |
icmp_code | number |  |  |
tcp_flags | autocomplete |  |  |
node_direction | autocomplete |  |  |
flow_layer | text |  |  |
interfaces | text |  |  |
ifdirections | autocomplete |  |  |
udns | autocomplete |  |  | udnMapping
id | text |  |  |
pkt_drop_state | autocomplete |  |  | pktDrop
pkt_drop_cause | autocomplete |  |  | pktDrop
dns_id | number |  |  | dnsTracking
dns_name | text |  |  | dnsTracking
dns_latency | number |  |  | dnsTracking
dns_flag_response_code | autocomplete |  |  | dnsTracking
dns_errno | autocomplete |  |  | dnsTracking
time_flow_rtt | number |  |  | flowRTT
network_events | text |  |  | networkEvents
xlat_zone_id | number |  |  | packetTranslation
xlat_src_address | text | source |  | packetTranslation
xlat_dst_address | text | destination |  | packetTranslation
xlat_src_port | autocomplete | source |  | packetTranslation
xlat_dst_port | autocomplete | destination |  | packetTranslation
ipsec_status | text |  |  | ipsec
tls_version | text |  |  | tlsTracking
tls_cipher_suite | text |  |  | tlsTracking
tls_curve | text |  |  | tlsTracking
tls_types | text |  |  | tlsTracking`;

/** A line each: name, type, format. */
export const NETOBSERV_FIELDS = `
TimeFlowStartMs | number |
TimeFlowEndMs | number |
TimeReceived | number |
SrcK8S_Name | string |
SrcK8S_Type | string |
SrcK8S_OwnerName | string |
SrcK8S_OwnerType | string |
SrcK8S_Namespace | string |
SrcAddr | string | IP
SrcPort | number |
SrcMac | string |
SrcK8S_HostIP | string | IP
SrcK8S_HostName | string |
SrcK8S_Zone | string |
SrcSubnetLabel | string |
SrcK8S_NetworkName | string |
DstK8S_Name | string |
DstK8S_Type | string |
DstK8S_OwnerName | string |
DstK8S_OwnerType | string |
DstK8S_Namespace | string |
DstAddr | string | IP
DstPort | number |
DstMac | string |
DstK8S_HostIP | string | IP
DstK8S_HostName | string |
DstK8S_Zone | string |
DstSubnetLabel | string |
DstK8S_NetworkName | string |
K8S_FlowLayer | string |
Proto | number |
Dscp | number |
Sampling | number |
IcmpType | number |
IcmpCode | number |
FlowDirection | number |
IfDirections | number[] |
Interfaces | string[] |
Udns | string[] |
Flags | string[] |
Bytes | number |
Packets | number |
PktDropBytes | number |
PktDropPackets | number |
PktDropLatestState | string |
PktDropLatestDropCause | string |
PktDropLatestFlags | number |
DnsId | number |
DnsName | string |
DnsLatencyMs | number |
DnsFlags | number |
DnsFlagsResponseCode | string |
DnsErrno | number |
TimeFlowRttNs | number |
NetworkEvents | string[] |
ZoneId | number |
XlatSrcPort | number |
XlatDstPort | number |
XlatSrcAddr | string |
XlatDstAddr | string |
K8S_ClusterName | string |
IPSecStatus | string |
_RecordType | string |
_HashId | string |
TLSVersion | string |
TLSTypes | string[] |
TLSCipherSuite | string |
TLSCurve | string | `;

/** A line each: id, labels, feature, groups, filters, what one steps into. */
export const NETOBSERV_SCOPES = `
cluster | K8S_ClusterName | multiCluster |  | cluster_name | zone
network | SrcK8S_NetworkName,DstK8S_NetworkName | multiNetworks |  | src_network,dst_network | namespace
zone | SrcK8S_Zone,DstK8S_Zone | zones | clusters | src_zone,dst_zone | host
host | SrcK8S_HostName,DstK8S_HostName |  | networks,zones,clusters,clusters+zones,clusters+networks,networks+zones | src_host_name,dst_host_name | resource
namespace | SrcK8S_Namespace,DstK8S_Namespace |  | clusters,clusters+zones,clusters+hosts,zones,zones+hosts,hosts,networks,networks+zones,networks+hosts | src_namespace,dst_namespace | owner
owner | SrcK8S_OwnerName,SrcK8S_OwnerType,DstK8S_OwnerName,DstK8S_OwnerType,SrcK8S_Namespace,DstK8S_Namespace,SrcSubnetLabel,DstSubnetLabel |  | clusters,clusters+zones,clusters+hosts,clusters+namespaces,zones,zones+hosts,zones+namespaces,hosts,hosts+namespaces,namespaces,networks,networks+zones,networks+hosts,networks+namespaces | src_owner_name,dst_owner_name | resource
resource | SrcK8S_Name,SrcK8S_Type,SrcK8S_OwnerName,SrcK8S_OwnerType,SrcK8S_Namespace,SrcAddr,SrcK8S_HostName,SrcSubnetLabel,DstK8S_Name,DstK8S_Type,DstK8S_OwnerName,DstK8S_OwnerType,DstK8S_Namespace,DstAddr,DstK8S_HostName,DstSubnetLabel |  | clusters,clusters+zones,clusters+hosts,clusters+namespaces,clusters+owners,zones,zones+hosts,zones+namespaces,zones+owners,hosts,hosts+namespaces,hosts+owners,namespaces,namespaces+owners,owners,networks,networks+zones,networks+hosts,networks+namespaces,networks+owners | src_resource,dst_resource | `;

/** Ids of panels, separated by blanks. */
export const NETOBSERV_PANELS = `
  Proto_Bytes sum_Proto_Bytes avg_Proto_Bytes Proto_Packets sum_Proto_Packets avg_Proto_Packets
  Proto_Flows Dscp_Bytes Dscp_Packets min_Dscp_TimeFlowRttNs max_Dscp_TimeFlowRttNs
  avg_Dscp_TimeFlowRttNs p90_Dscp_TimeFlowRttNs p99_Dscp_TimeFlowRttNs min_Dscp_DnsLatencyMs
  max_Dscp_DnsLatencyMs avg_Dscp_DnsLatencyMs p90_Dscp_DnsLatencyMs p99_Dscp_DnsLatencyMs Dscp_Flows
  SrcPort_Bytes sum_SrcPort_Bytes SrcPort_Packets sum_SrcPort_Packets SrcPort_TimeFlowRttNs
  min_SrcPort_TimeFlowRttNs max_SrcPort_TimeFlowRttNs avg_SrcPort_TimeFlowRttNs
  p90_SrcPort_TimeFlowRttNs p99_SrcPort_TimeFlowRttNs DstPort_Bytes sum_DstPort_Bytes
  DstPort_Packets sum_DstPort_Packets min_DstPort_TimeFlowRttNs max_DstPort_TimeFlowRttNs
  avg_DstPort_TimeFlowRttNs p90_DstPort_TimeFlowRttNs p99_DstPort_TimeFlowRttNs FlowDirection_Bytes
  FlowDirection_Packets FlowDirection_Flows DnsErrno_Flows numFlowLogs_Flows Bytes Packets Flows
  DnsFlows`;
